# Writes the results of run.ps1 to docs/benchmarks.md. Rows that were not measured stay as they are.
param($Row, [string] $PowerShell, [string[]] $Micro, [string] $Machine, [string] $Path)

$old = (Test-Path $Path) ? @(Get-Content $Path) : @()
$heading = '## Microbenchmarks of Core'
$oldMicro = [array]::IndexOf($old, $heading)

# The first three columns identify a row: the work, what it is compared with, and the PowerShell.
$table = [ordered]@{}
foreach ($line in $old | Select-Object -First ($oldMicro -lt 0 ? $old.Count : $oldMicro)) {
    if ($line -match '^\| (?!work )(.+? \| .+? \| .+?) \|') { $table[$Matches[1]] = $line }
}
foreach ($item in $Row) {
    $met = if ($null -eq $item.IsMet) { '' } elseif ($item.IsMet) { 'yes' } else { '**no**' }
    $key = "$($item.Work) | $($item.Against) | $PowerShell"
    $table[$key] = "| $key | $($item.Ours) | $($item.Theirs) | $($item.Result) | $($item.Target) | $met | $($item.Runs) |"
}

$page = $(
    @"
# Benchmarks

``./build.ps1 -Task Bench`` measures the built module with the PowerShell that runs it, and replaces its rows of this page. The rows
with vocafuse-node need a built one: ``bench/run.ps1 -NodeSdkPath``. Each row compares the medians of two ways to do the same work,
measured alternately in one run against one local service (tests/Sandbox). Ratios can be compared between machines; the times
were measured on this one, which runs client and service: $Machine.

| work | against | PowerShell | with the module | without | result | target | met | runs |
|---|---|---|---|---|---|---|---|---|
"@
    $table.Values
    @'

How the rows are measured:

- An installed PowerShell is compiled ahead of time; one that is a .NET tool compiles its own code at each start. For the rows
  "installed", the assemblies of the tool were compiled with crossgen2, as those of an installed PowerShell are.
- Latency is added by the service to each request. Both sides keep their connections open between requests.
- Both sides assign all objects to a variable; the bare C# loop reads the same fields into objects and keeps none. With
  eight concurrent requests it is the limit of what a client can reach.
- The `Invoke-RestMethod` loop requests 100 pages of 100. The module requests overlapping pages, so that no note is missed if
  notes are deleted in the meantime (see [reliability](reliability.md)): about 114 requests, up to eight of them concurrently.
- Transcriptions and deletions use eight concurrent requests, the default of `-ThrottleLimit`. With 20 ms of latency and no
  other costs, the ratio would be 0.125.
- `Import-Module` is measured as the duration of a process that imports the module, compared with a process that exits immediately.
  The telemetry of PowerShell is off in all measured processes, because its time depends on the network.
- The first command is measured inside a new process, after the import. Most of it is the compilation of code.
- The Node SDK (vocafuse-node 0.1.0) runs in a new process too. Both lists are measured after the import, from the creation of
  the client or the connection to the last note.
- Memory is the peak of the resident set of a new process, less that of a process that does nothing; each is the median of
  three. Only the set of listed IDs grows with the list.

Why rows miss their target:

- Lists in a new process: the first command and the first page compile about 1,200 methods (300 of async methods, 240 of Polly), and
  the other pages are read by code that .NET has not optimized yet, in the module and in System.Text.Json. A process that has
  listed before needs a quarter of the time (the row without latency above). Assemblies compiled ahead of time do not help: .NET 10
  ignores code that was compiled for .NET 8, the lowest supported version.
- `Import-Module` varies from hour to hour on this machine: from +199 to +305 ms with the tool, and from +44 to +114 ms with an
  installed PowerShell. The rows show the last measurement.
'@
    if ($Micro) {
        ''
        $heading
        ''
        'Short runs of BenchmarkDotNet (`dotnet run -c Release --project bench/Micro -- --filter *`):'
        ''
        $Micro | Select-Object -SkipLast 1
    }
    elseif ($oldMicro -ge 0) {
        ''
        $old | Select-Object -Skip $oldMicro
    }
)
$page | Set-Content $Path
