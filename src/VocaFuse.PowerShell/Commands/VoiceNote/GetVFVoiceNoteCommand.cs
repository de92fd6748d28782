using System.Globalization;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Lists voice notes, or gets voice notes by ID.</summary>
[Cmdlet(VerbsCommon.Get, "VFVoiceNote", DefaultParameterSetName = ListSet, SupportsPaging = true,
    HelpUri = HelpLink.Folder + "Get-VFVoiceNote.md")]
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

    /// <summary>The voice notes to get again, or their IDs.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(VoiceNoteIdCompleter))]
    [ValidateNotNullOrEmpty]
    public VoiceNoteIdentity[] VoiceNoteId { get; set; } = [];

    /// <summary>Lists only notes with one of these statuses.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(StatusCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Status { get; set; } = [];

    /// <summary>Lists only notes of these users.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [UserIdTransformation]
    [ArgumentCompleter(typeof(UserIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] UserId { get; set; } = [];

    /// <summary>Lists only notes created at or after this time.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [DateTimeTransformation]
    [ArgumentCompleter(typeof(DateTimeCompleter))]
    [ValidateNotNull]
    public DateTimeOffset? After { get; set; }

    /// <summary>Lists only notes created at or before this time.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [DateTimeTransformation]
    [ArgumentCompleter(typeof(DateTimeCompleter))]
    [ValidateNotNull]
    public DateTimeOffset? Before { get; set; }

    /// <summary>The number of notes to request at a time.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(1, VoiceNoteQuery.MaximumPageSize)]
    public int PageSize { get; set; } = VoiceNoteQuery.MaximumPageSize;

    private protected override string Activity => ParameterSetName == ListSet ? "Listing voice notes" : "Getting voice notes";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
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

        var wanted = TakePage([.. ValidIds(VoiceNoteId)]);
        Announce(wanted.Length);
        foreach (var id in wanted)
        {
            Send(id, cancellationToken => Client.GetVoiceNoteAsync(id, cancellationToken));
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

    /// <summary>Applies -Skip and -First to the IDs of a record, counting over all records.</summary>
    private ReadOnlySpan<string> TakePage(string[] ids)
    {
        var skip = (int)Math.Min(idsToSkip, (ulong)ids.Length);
        var take = (int)Math.Min(idsToTake, (ulong)(ids.Length - skip));
        idsToSkip -= (ulong)skip;
        idsToTake -= (ulong)take;
        return ids.AsSpan(skip, take);
    }

    private void List()
    {
        if (After > Before)
        {
            WriteWarning("No voice note can match, because -After is later than -Before. Check whether the two values are swapped.");
        }

        query = new VoiceNoteQuery
        {
            Statuses = StatusCompleter.Normalized(this, Status),
            UserIds = UserId,
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
            var isFilteredHere = query.UserIds.Count > 0 || query.Statuses.Count > 1;
            Progress.Begin();
            foreach (var note in Stream(listing))
            {
                // Downstream deletions lower the total; keep the largest one seen for the progress bar. A filtered list has no total.
                expected = isFilteredHere ? 0 : Math.Max(expected, listing.Total.GetValueOrDefault() - query.Skip);
                WriteItem(note);
                listed++;
                OnWaiting();
            }
        }
        catch (VocaFuseException failure) when (listed > 0)
        {
            // Downstream commands are still processing earlier notes; a terminating error would stop them.
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
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The listing stopped after {listed} notes. To get the rest, run it again with -Skip {query.Skip + listed}{first}. If the "
                + $"listed notes were deleted since, run it unchanged.");
    }
}
