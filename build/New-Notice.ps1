# The text of THIRD-PARTY-NOTICES.md: what ships that others wrote, and on what terms.
param([Parameter(Mandatory)] [object[]] $Package)

'# Third-party notices'
''
'VocaFuse for PowerShell is under the [MIT licence](LICENSE). Its package brings these libraries along, in `bin/private`, as'
'their authors published them:'
''
'| Library | Version | Licence |'
'|---|---|---|'
foreach ($one in $Package) { "| [$($one.Name)]($($one.ProjectUri)) | $($one.Version) | $($one.Licence) |" }

$noticed = @($Package | Where-Object HasNotices)
if ($noticed) {
    ''
    'These say in turn whose work they hold:'
    ''
    foreach ($one in $noticed) { "- [$($one.Name)]($($one.Repository)/blob/$($one.Commit)/THIRD-PARTY-NOTICES.TXT)" }
}

foreach ($licence in $Package | Group-Object Licence | Sort-Object Name -Culture '') {
    $text = Join-Path $PSScriptRoot "licences/$($licence.Name).txt"
    if (-not (Test-Path $text)) { throw "$($licence.Group.Name -join ', ') is under '$($licence.Name)', whose text is not in build/licences: read it, and put it there if the package may ship under it." }
    ''
    "## $($licence.Name)"
    ''
    foreach ($one in $licence.Group) { "- $($one.Name): $($one.Copyright)" }
    ''
    Get-Content $text
}
