# Returns the text of docs/benchmarks.md for the results of run.ps1.
param($Row, [string[]] $Micro, [string] $Machine)

@"
# Benchmarks

``./build.ps1 -Task Bench`` measures the built module and writes this page. Each row compares the medians of two ways to do
the same work, measured alternately in one session against one local service (tests/Sandbox). Ratios can be compared
between machines; the times were measured on this one, which runs client and service: $Machine.

| work | with the module | against | without | result | target | met | runs |
|---|---|---|---|---|---|---|---|
"@
foreach ($item in $Row) {
    $met = if ($null -eq $item.IsMet) { '' } elseif ($item.IsMet) { 'yes' } else { '**no**' }
    "| $($item.Work) | $($item.Ours) | $($item.Against) | $($item.Theirs) | $($item.Result) | $($item.Target) | $met | $($item.Runs) |"
}
@'

How the rows are measured:

- Latency is added by the service to each request. Both sides keep their connections open between requests.
- Both sides assign all objects to a variable; the bare C# loop reads the same fields into objects and keeps none. With
  eight concurrent requests it is the limit of what a client can reach.
- The `Invoke-RestMethod` loop requests 100 pages of 100. The module requests overlapping pages, so that no note is missed if
  notes are deleted in the meantime (see [reliability](reliability.md)): about 114 requests, up to eight of them concurrently.
- Transcriptions and deletions use eight concurrent requests, the default of `-ThrottleLimit`. With 20 ms of latency and no
  other costs, the ratio would be 0.125.
- `Import-Module` is measured as the duration of a process that imports the module, compared with a process that exits immediately.
- The first command is measured inside a new process, after the import. Most of it is the compilation of code. A PowerShell
  that is a .NET tool also compiles PowerShell's own code, which an installed one does not.
- Memory is the peak of the resident set of a new process, less that of a process that does nothing; each is the median of
  three. Only the set of listed IDs grows with the list.
'@
if ($Micro) {
    ''
    '## Microbenchmarks of Core'
    ''
    'Short runs of BenchmarkDotNet (`dotnet run -c Release --project bench/Micro -- --filter *`):'
    ''
    $Micro | Select-Object -SkipLast 1
}
