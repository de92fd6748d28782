# Creates the text of THIRD-PARTY-NOTICES.md: the shipped libraries of others, and their licenses.
param([Parameter(Mandatory)] [object[]] $Package)

'# Third-party notices'
''
'VocaFuse for PowerShell is under the [MIT license](LICENSE). Its package contains these unmodified libraries in'
'`bin/private`:'
''
'| Library | Version | License |'
'|---|---|---|'
foreach ($library in $Package) { "| [$($library.Name)]($($library.ProjectUri)) | $($library.Version) | $($library.License) |" }

$noticed = @($Package | Where-Object HasNotices)
if ($noticed) {
    ''
    'These libraries have their own third-party notices:'
    ''
    foreach ($library in $noticed) { "- [$($library.Name)]($($library.Repository)/blob/$($library.Commit)/THIRD-PARTY-NOTICES.TXT)" }
}

foreach ($license in $Package | Group-Object License | Sort-Object Name -Culture '') {
    $text = Join-Path $PSScriptRoot "licenses/$($license.Name).txt"
    if (-not (Test-Path $text)) {
        throw "$($license.Group.Name -join ', ') is under '$($license.Name)', whose text is not in build/licenses. " +
            'Review the license, and add its text if the library may ship under it.'
    }
    ''
    "## $($license.Name)"
    ''
    foreach ($library in $license.Group) { "- $($library.Name): $($library.Copyright)" }
    ''
    Get-Content $text
}
