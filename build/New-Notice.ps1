# Creates the text of THIRD-PARTY-NOTICES.md: the shipped libraries of others, and their licences.
param([Parameter(Mandatory)] [object[]] $Package)

'# Third-party notices'
''
'VocaFuse for PowerShell is under the [MIT licence](LICENSE). Its package contains these unmodified libraries in'
'`bin/private`:'
''
'| Library | Version | Licence |'
'|---|---|---|'
foreach ($one in $Package) { "| [$($one.Name)]($($one.ProjectUri)) | $($one.Version) | $($one.Licence) |" }

$noticed = @($Package | Where-Object HasNotices)
if ($noticed) {
    ''
    'These libraries have their own third-party notices:'
    ''
    foreach ($one in $noticed) { "- [$($one.Name)]($($one.Repository)/blob/$($one.Commit)/THIRD-PARTY-NOTICES.TXT)" }
}

foreach ($licence in $Package | Group-Object Licence | Sort-Object Name -Culture '') {
    $text = Join-Path $PSScriptRoot "licences/$($licence.Name).txt"
    if (-not (Test-Path $text)) { throw "$($licence.Group.Name -join ', ') is under '$($licence.Name)', whose text is not in build/licences. Review the licence, and add its text if the library may ship under it." }
    ''
    "## $($licence.Name)"
    ''
    foreach ($one in $licence.Group) { "- $($one.Name): $($one.Copyright)" }
    ''
    Get-Content $text
}
