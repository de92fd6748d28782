# Creates the bill of materials as CycloneDX JSON: every shipped assembly with its hash and its package. It contains no time and no
# random number, so the output is reproducible.
param(
    [Parameter(Mandatory)] [string] $ModulePath,
    [Parameter(Mandatory)] [object[]] $Package
)

function Get-PackageUrl {
    param($Package)
    "pkg:nuget/$($Package.Name)@$($Package.Version)"
}

function Get-FileComponent {
    param([string] $Name)
    $file = Get-ChildItem $ModulePath -Recurse -Filter $Name
    [ordered]@{
        type      = 'file'
        'bom-ref' = [System.IO.Path]::GetRelativePath($ModulePath, $file).Replace('\', '/')
        name      = $Name
        hashes    = @([ordered]@{ alg = 'SHA-256'; content = (Get-FileHash $file).Hash.ToLowerInvariant() })
    }
}

$manifest = Import-PowerShellDataFile (Join-Path $ModulePath 'VocaFuse.psd1')
$self = "pkg:nuget/VocaFuse@$($manifest.ModuleVersion)?repository_url=www.powershellgallery.com/api/v2"
$own = Get-ChildItem $ModulePath -Recurse -Filter VocaFuse.*.dll | Sort-Object Name -Culture ''

$components = foreach ($library in $Package) {
    [ordered]@{
        type               = 'library'
        'bom-ref'          = Get-PackageUrl $library
        name               = $library.Name
        version            = $library.Version
        # The hash of the package on NuGet.
        hashes             = @([ordered]@{ alg = 'SHA-512'; content = $library.Sha512 })
        licenses           = @([ordered]@{ license = [ordered]@{ id = $library.License } })
        copyright          = $library.Copyright
        purl               = Get-PackageUrl $library
        externalReferences = @([ordered]@{ type = 'website'; url = $library.ProjectUri })
        components         = @($library.Assemblies | ForEach-Object { Get-FileComponent $_ })
    }
}

$wanted = $Package | Where-Object { $_.Name -notin $Package.DependsOn }
$dependencies = @([ordered]@{ ref = $self; dependsOn = @($wanted | ForEach-Object { Get-PackageUrl $_ }) })
$dependencies += foreach ($library in $Package) {
    [ordered]@{
        ref       = Get-PackageUrl $library
        dependsOn = @($Package | Where-Object Name -In $library.DependsOn | ForEach-Object { Get-PackageUrl $_ })
    }
}

[ordered]@{
    '$schema'    = 'http://cyclonedx.org/schema/bom-1.6.schema.json'
    bomFormat    = 'CycloneDX'
    specVersion  = '1.6'
    version      = 1
    metadata     = [ordered]@{
        component = [ordered]@{
            type       = 'library'
            'bom-ref'  = $self
            name       = 'VocaFuse'
            version    = $manifest.ModuleVersion
            licenses   = @([ordered]@{ license = [ordered]@{ id = 'MIT' } })
            copyright  = $manifest.Copyright
            purl       = $self
            components = @($own.Name | ForEach-Object { Get-FileComponent $_ })
        }
    }
    components   = @($components)
    dependencies = $dependencies
} | ConvertTo-Json -Depth 10
