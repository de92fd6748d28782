# Returns the NuGet packages whose assemblies ship, with their metadata, from the restored packages.
param([Parameter(Mandatory)] [string] $AssetsPath)

$assets = Get-Content $AssetsPath -Raw | ConvertFrom-Json -AsHashtable
$target = @($assets.targets.Values)[0]

foreach ($key in $target.Keys | Sort-Object -Culture '') {
    $assemblies = @($target[$key]['runtime']?.Keys | Where-Object { $_ -like '*.dll' })
    if ($target[$key].type -ne 'package' -or -not $assemblies) { continue }

    $name, $version = $key -split '/'
    $library = $assets.libraries[$key]
    $folder = $assets.packageFolders.Keys | ForEach-Object { Join-Path $_ $library.path } |
        Where-Object { Test-Path $_ } | Select-Object -First 1
    $metadata = ([xml](Get-Content (Join-Path $folder "$($name.ToLowerInvariant()).nuspec") -Raw)).package.metadata
    $files = Get-ChildItem $folder -File
    # The license file in the package names the copyright holder; the nuspec often does not.
    $holder = $files | Where-Object Name -match '^licen[cs]e' | Get-Content | Select-String '^\s*Copyright .+' | Select-Object -First 1
    [pscustomobject]@{
        Name       = $name
        Version    = $version
        License    = $metadata.license.'#text'
        Copyright  = "$($holder ?? $metadata.copyright)".Trim()
        ProjectUri = $metadata.projectUrl
        Repository = $metadata.repository.url
        Commit     = $metadata.repository.commit
        # True if the package contains its own third-party notices.
        HasNotices = [bool]($files | Where-Object Name -match '^third-party-notices')
        Sha512     = [Convert]::ToHexString([Convert]::FromBase64String($library.sha512)).ToLowerInvariant()
        Assemblies = @($assemblies | ForEach-Object { [System.IO.Path]::GetFileName($_) })
        DependsOn  = @($target[$key]['dependencies']?.Keys | Sort-Object -Culture '')
    }
}
