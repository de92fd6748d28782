# What the changelog says of one version; before its release, what it says of the next one.
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
if (-not $note) { throw "$ChangelogPath says nothing of $Version, and nothing of what is unreleased." }
$note
