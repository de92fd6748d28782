using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Lists voice notes, or gets voice notes by ID.</summary>
[Cmdlet(VerbsCommon.Get, "VFVoiceNote", DefaultParameterSetName = ListSet, SupportsPaging = true,
    HelpUri = HelpLink.Folder + "Get-VFVoiceNote.md")]
[OutputType(typeof(VoiceNote))]
public sealed class GetVFVoiceNoteCommand : VFListCmdlet<VoiceNote>
{
    private VoiceNoteQuery query = new();
    private Listing<VoiceNote>? listing;

    /// <summary>The number of notes to list, for the progress bar; 0 if it is not known.</summary>
    private long total;

    /// <summary>The rest of -Skip and -First. For IDs, they count over all records.</summary>
    private ulong idsToSkip, idsToTake;

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

    private protected override long? ListTotal => total > 0 ? Math.Min(total, query.First ?? total) : null;

    private protected override string ResumeHint
    {
        get
        {
            var first = query.First is { } wanted ? FormattableString.Invariant($" -First {wanted - ListedCount}") : "";
            return FormattableString.Invariant($"The listing stopped after {ListedCount} notes. ")
                + FormattableString.Invariant($"To get the rest, run it again with -Skip {query.Skip + ListedCount}{first}. ")
                + "If the listed notes were deleted since, run it unchanged.";
        }
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        idsToSkip = PagingParameters.Skip;
        idsToTake = PagingParameters.First;
    }

    private protected override IReadOnlyList<string> GetIds()
    {
        string[] ids = [.. SelectValidIds(VoiceNoteId)];
        var skip = (int)Math.Min(idsToSkip, (ulong)ids.Length);
        var take = (int)Math.Min(idsToTake, (ulong)(ids.Length - skip));
        idsToSkip -= (ulong)skip;
        idsToTake -= (ulong)take;
        return new ArraySegment<string>(ids, skip, take);
    }

    private protected override Task<VoiceNote> GetAsync(string id, CancellationToken cancellationToken) =>
        Client.GetVoiceNoteAsync(id, cancellationToken);

    private protected override IAsyncEnumerable<VoiceNote> ListAsync(CancellationToken cancellationToken)
    {
        if (After > Before)
        {
            WriteWarning("No voice note can match, because -After is later than -Before. Check whether the two values are swapped.");
        }

        query = new VoiceNoteQuery
        {
            Statuses = StatusCompleter.Normalize(this, Status),
            UserIds = UserId,
            CreatedAfter = After,
            CreatedBefore = Before,
            PageSize = PageSize,
            Skip = (long)Math.Min(PagingParameters.Skip, long.MaxValue),
            First = PagingParameters.First > long.MaxValue ? null : (long)PagingParameters.First,
        };
        if (PagingParameters.IncludeTotalCount)
        {
            var count = WaitFor(Client.CountVoiceNotesAsync(query, cancellationToken));
            WriteObject(PagingParameters.NewTotalCount((ulong)(count ?? 0), count is null ? 0 : 1));
        }

        return listing = Client.ListVoiceNotesAsync(query, cancellationToken);
    }

    private protected override void OnListItem()
    {
        // Downstream deletions lower the total; keep the largest one seen. The total does not apply to a list that is filtered here.
        var isFilteredHere = query.UserIds.Count > 0 || query.Statuses.Count > 1;
        total = isFilteredHere ? 0 : Math.Max(total, listing!.Total.GetValueOrDefault() - query.Skip);
    }
}
