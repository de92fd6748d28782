using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Lists voice notes, or gets those of given ids.</summary>
[Cmdlet(VerbsCommon.Get, "VFVoiceNote", DefaultParameterSetName = ListSet, SupportsPaging = true, HelpUri = HelpLink.Folder + "Get-VFVoiceNote.md")]
[OutputType(typeof(VoiceNote))]
public sealed class GetVFVoiceNoteCommand : VFRequestCmdlet<VoiceNote>
{
    private const string ListSet = "List";
    private const string IdSet = "Id";

    private VoiceNoteQuery query = new();
    private Listing<VoiceNote>? listing;
    private long listed;
    private long expected;
    private ulong idsToSkip;
    private ulong idsToTake;

    /// <summary>The ids of the notes.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(VoiceNoteIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] VoiceNoteId { get; set; } = [];

    /// <summary>Only notes of this status.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(StatusCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Status { get; set; }

    /// <summary>Only notes made at this moment or later.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [DateTimeTransformation]
    public DateTimeOffset? After { get; set; }

    /// <summary>Only notes made at this moment or earlier.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [DateTimeTransformation]
    public DateTimeOffset? Before { get; set; }

    /// <summary>How many notes to ask the service for at a time.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(1, VoiceNoteQuery.MaximumPageSize)]
    public int PageSize { get; set; } = VoiceNoteQuery.MaximumPageSize;

    private protected override string Activity => ParameterSetName == ListSet ? "Listing voice notes" : "Getting voice notes";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        idsToSkip = PagingParameters.Skip;
        idsToTake = PagingParameters.First;
    }

    private protected override void Accept()
    {
        if (ParameterSetName == ListSet)
        {
            List();
            return;
        }

        var wanted = Wanted();
        Announce(wanted.Length);
        foreach (var id in wanted)
        {
            Send(id, stop => Client.GetVoiceNoteAsync(id, stop));
        }
    }

    private protected override void OnResult(object target, VoiceNote result) => WriteItem(result);

    private protected override void ShowProgress(WorkProgress bar)
    {
        if (listing is null)
        {
            base.ShowProgress(bar);
        }
        else
        {
            bar.ShowCount(listed, expected > 0 ? Math.Min(expected, query.First ?? expected) : null);
        }
    }

    /// <summary>Those of the given ids that -Skip and -First leave, counted over all records.</summary>
    private ReadOnlySpan<string> Wanted()
    {
        var skip = (int)Math.Min(idsToSkip, (ulong)VoiceNoteId.Length);
        var take = (int)Math.Min(idsToTake, (ulong)(VoiceNoteId.Length - skip));
        idsToSkip -= (ulong)skip;
        idsToTake -= (ulong)take;
        return VoiceNoteId.AsSpan(skip, take);
    }

    private void List()
    {
        if (After > Before)
        {
            WriteWarning("No voice note can be found, because -After is later than -Before. Are they swapped?");
        }

        query = new VoiceNoteQuery
        {
            Status = Status,
            CreatedAfter = After,
            CreatedBefore = Before,
            PageSize = PageSize,
            Skip = (long)Math.Min(PagingParameters.Skip, long.MaxValue),
            First = PagingParameters.First > long.MaxValue ? null : (long)PagingParameters.First,
        };
        try
        {
            if (PagingParameters.IncludeTotalCount)
            {
                var total = Wait(Client.CountVoiceNotesAsync(query, StopToken));
                WriteObject(PagingParameters.NewTotalCount((ulong)(total ?? 0), total is null ? 0 : 1));
            }

            listing = Client.ListVoiceNotesAsync(query, StopToken);
            Progress.Begin();
            foreach (var note in Stream(listing))
            {
                // Who deletes what is listed makes the list shorter, but not the work.
                expected = Math.Max(expected, listing.Total.GetValueOrDefault() - query.Skip);
                WriteItem(note);
                listed++;
                OnWaiting();
            }
        }
        catch (VocaFuseException failure) when (listed > 0)
        {
            // Those after this command are at work on what they were given; a terminating error would cut them off.
            WriteError(VFErrors.Of(failure).RecordOf(failure, null, HowToResume()));
        }
        catch (VocaFuseException failure)
        {
            WriteFailure(failure, null);
        }
    }

    private string HowToResume()
    {
        var first = query.First is { } wanted ? FormattableString.Invariant($" -First {wanted - listed}") : "";
        return FormattableString.Invariant($"The listing ended after {listed} notes; run it again with -Skip {query.Skip + listed}{first} for the rest, or as it was where those listed have been deleted since; -After and -Before narrow it to a time.");
    }
}
