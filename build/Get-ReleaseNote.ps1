# Returns the changelog section of a version; before its release, the unreleased section.
param(
    [Parameter(Mandatory)] [string] $ChangelogPath,
    [Parameter(Mandatory)] [string] $Version
)

# Each section is headed "## [1.2.3] - date" or "## [Unreleased]".
$sections = @{}
foreach ($section in (Get-Content $ChangelogPath -Raw) -split '(?m)^(?=## \[)' -match '^## \[') {
    $heading, $text = $section -split '\n', 2
    $sections[$heading -replace '^## \[(.+?)\].*$', '$1'] = "$text".Trim()
}
$note = $sections[$Version]
if (-not $note) { $note = $sections['Unreleased'] }
if (-not $note) { throw "$ChangelogPath has neither a section for $Version nor an unreleased section." }
$note
