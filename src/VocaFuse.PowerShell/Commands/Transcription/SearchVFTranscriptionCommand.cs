using System.Management.Automation;
using System.Text.RegularExpressions;

namespace VocaFuse.PowerShell;

/// <summary>Finds text in transcriptions, with its time in the recording.</summary>
[Cmdlet(VerbsCommon.Search, "VFTranscription", DefaultParameterSetName = InputSet, HelpUri = HelpLink.Folder + "Search-VFTranscription.md")]
[OutputType(typeof(TranscriptionMatch))]
public sealed class SearchVFTranscriptionCommand : VFTranscriptionCmdlet
{
    private const string InputSet = "InputObject";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private TranscriptionSearch search = null!;

    /// <summary>The regular expressions to find, or the texts with -SimpleMatch.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string[] Pattern { get; set; } = [];

    /// <summary>The voice notes or their IDs, whose transcriptions are fetched; transcriptions, events, or files.</summary>
    [Parameter(ParameterSetName = InputSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public object[] InputObject { get; set; } = [];

    /// <summary>The exported JSON or JSON Lines files to search.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The exported JSON or JSON Lines files to search, without wildcards.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Finds the pattern as text, not as a regular expression.</summary>
    [Parameter]
    public SwitchParameter SimpleMatch { get; set; }

    /// <summary>Makes the search case-sensitive.</summary>
    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    /// <summary>The number of words to show before and after a match, or one number for each.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateCount(1, 2)]
    [ValidateRange(0, 1000)]
    public int[] Context { get; set; } = [5];

    /// <summary>Returns each match, including those inside the context of the match before.</summary>
    [Parameter]
    public SwitchParameter AllMatches { get; set; }

    /// <summary>Returns only the first match of each transcription.</summary>
    [Parameter]
    public SwitchParameter List { get; set; }

    /// <summary>Returns the transcriptions without a match.</summary>
    [Parameter]
    public SwitchParameter NotMatch { get; set; }

    /// <summary>Gets the voice note of each ID too, for UserId and RecordedAt.</summary>
    [Parameter(ParameterSetName = InputSet)]
    public SwitchParameter IncludeVoiceNote { get; set; }

    private protected override bool FetchesVoiceNote => IncludeVoiceNote;

    private protected override string Activity => "Searching transcriptions";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        try
        {
            search = new TranscriptionSearch(Pattern, SimpleMatch, CaseSensitive)
            {
                WordsBefore = Context[0],
                WordsAfter = Context[^1],
                ReturnsAll = AllMatches,
                ReturnsFirst = List || NotMatch,
            };
        }
        catch (ArgumentException failure)
        {
            ThrowTerminatingError(VFErrors.InvalidPattern.CreateRecordFrom(failure, Pattern));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        WarnOfProcessing("searched", "Run the command again later.");
    }

    private protected override void StartRequests()
    {
        Array.ForEach(Path, path => SearchFiles(path, isLiteral: false));
        Array.ForEach(LiteralPath, path => SearchFiles(path, isLiteral: true));
        SetItemCount(InputObject.Length);
        foreach (var input in InputObject)
        {
            if (input.Unwrap() is FileInfo file)
            {
                SearchFile(file.FullName);
            }
            else
            {
                Fetch(input);
            }
        }
    }

    private protected override void OnTranscription(TranscriptionSource source, Transcription transcription) =>
        WriteMatches(transcription);

    private void SearchFiles(string path, bool isLiteral) => Array.ForEach(PathResolver.FindFiles(this, path, isLiteral), SearchFile);

    private void SearchFile(string file)
    {
        try
        {
            foreach (var transcription in TranscriptionJson.ReadFile(file))
            {
                WriteMatches(transcription);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException)
        {
            WriteError(FileFailure.NotRead(file, failure, VFErrors.TranscriptionUnreadable));
        }
    }

    private void WriteMatches(Transcription transcription)
    {
        IReadOnlyList<TranscriptionMatch> matches;
        try
        {
            matches = search.Find(transcription);
        }
        catch (RegexMatchTimeoutException failure)
        {
            WriteError(VFErrors.PatternTooSlow.CreateRecord(transcription.VoiceNoteId, failure.Pattern, transcription.VoiceNoteId));
            return;
        }

        matches = !NotMatch ? matches : matches.Count == 0 ? [TranscriptionSearch.None(transcription)] : [];
        foreach (var match in matches)
        {
            WriteItem(match);
        }
    }
}
