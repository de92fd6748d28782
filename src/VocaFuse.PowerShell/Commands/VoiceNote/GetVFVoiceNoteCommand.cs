using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Lists voice notes, or gets those of given ids.</summary>
[Cmdlet(VerbsCommon.Get, "VFVoiceNote", DefaultParameterSetName = ListSet, SupportsPaging = true, HelpUri = HelpPage.Folder + "Get-VFVoiceNote.md")]
[OutputType(typeof(VoiceNote))]
public sealed class GetVFVoiceNoteCommand : VFRequestCmdlet<VoiceNote>
{
    private const string ListSet = "List";
    private const string IdSet = "Id";

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
    public DateTimeOffset? After { get; set; }

    /// <summary>Only notes made at this moment or earlier.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public DateTimeOffset? Before { get; set; }

    /// <summary>How many notes to ask the service for at a time.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(1, VoiceNoteQuery.MaximumPageSize)]
    public int PageSize { get; set; } = VoiceNoteQuery.MaximumPageSize;

    private protected override void Accept()
    {
        if (ParameterSetName == ListSet)
        {
            List();
            return;
        }

        foreach (var id in VoiceNoteId)
        {
            Send(id, stop => Client.GetVoiceNoteAsync(id, stop));
        }
    }

    private protected override void OnResult(object target, VoiceNote result) => WriteItem(result);

    private void List()
    {
        var query = new VoiceNoteQuery
        {
            Status = Status,
            CreatedAfter = After,
            CreatedBefore = Before,
            PageSize = PageSize,
            Skip = (long)Math.Min(PagingParameters.Skip, long.MaxValue),
            First = PagingParameters.First > long.MaxValue ? null : (long)PagingParameters.First,
        };
        long count = 0;
        try
        {
            if (PagingParameters.IncludeTotalCount)
            {
                var total = Wait(Client.CountVoiceNotesAsync(query, StopToken));
                WriteObject(PagingParameters.NewTotalCount((ulong)(total ?? 0), total is null ? 0 : 1));
            }

            foreach (var note in Stream(Client.ListVoiceNotesAsync(query, StopToken)))
            {
                WriteItem(note);
                count++;
            }
        }
        catch (VocaFuseException failure) when (count > 0)
        {
            // Those after this command are at work on what they were given; a terminating error would cut them off.
            WriteError(VFErrors.Of(failure).RecordOf(failure, null, HowToResume(query, count)));
        }
        catch (VocaFuseException failure)
        {
            WriteFailure(failure, null);
        }
    }

    private static string HowToResume(VoiceNoteQuery query, long count)
    {
        var first = query.First is { } wanted ? FormattableString.Invariant($" -First {wanted - count}") : "";
        return FormattableString.Invariant($"The listing ended after {count} notes; run it again with -Skip {query.Skip + count}{first} for the rest, as long as those listed are still there.");
    }
}
