# Writes docs/benchmarks.md from what run.ps1 measured.
param($Row, [string[]] $Micro, [string] $Machine)

@"
# Benchmarks

``./build.ps1 -Task Bench`` measures the built module and writes this page. Each row compares the medians of two ways of
doing the same thing, run turn by turn in one session against one local service (tests/Sandbox). Only the ratio travels to
another machine; the times are those of this one: $Machine. Client and service share it.

| work | with the module | against | without | result | reach | met | runs |
|---|---|---|---|---|---|---|---|
"@
foreach ($item in $Row) {
    $met = if ($null -eq $item.IsMet) { '' } elseif ($item.IsMet) { 'yes' } else { '**no**' }
    "| $($item.Work) | $($item.Ours) | $($item.Against) | $($item.Theirs) | $($item.Result) | $($item.Reach) | $met | $($item.Runs) |"
}
@'

How they are made:

- Latency is added by the service to each request. Both sides keep their connections open between requests.
- Both sides assign all objects to a variable; the bare C# loop reads the same fields into objects and keeps none. With
  eight concurrent requests it is the limit of what a client can reach.
- Listing by hand takes 100 pages of 100. The module's windows overlap, so that no note is missed while others delete
  (see [reliability](reliability.md)), which makes some 114 requests of it, up to eight of them at once.
- Transcriptions and deletions go eight at a time, the default of `-ThrottleLimit`: with 20 ms of latency and nothing else
  the ratio would be 0.125.
- An `Import-Module` is a process from its start to its end, next to one that ends at once.
- The first command is measured inside of a new process, after the import. Most of it is the compilation of code. A PowerShell
  that is a .NET tool also compiles PowerShell's own code, which an installed one does not.
- Memory is the peak of the resident set of a process of its own, less that of one that does nothing; each the median of
  three. What grows with the list is the memory of which notes were listed.
'@
if ($Micro) {
    ''
    '## The core alone'
    ''
    'By BenchmarkDotNet (`dotnet run -c Release --project bench/Micro -- --filter *`), short runs:'
    ''
    $Micro | Select-Object -SkipLast 1
}
