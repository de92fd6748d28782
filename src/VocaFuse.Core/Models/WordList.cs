using System.Collections.ObjectModel;
using System.Globalization;

namespace VocaFuse;

/// <summary>The words of a transcription. Their text is their number: a table has the text of the transcription already.</summary>
internal sealed class WordList(IEnumerable<TranscriptionWord> words) : ReadOnlyCollection<TranscriptionWord>([.. words])
{
    public override string ToString() => Count.ToString(CultureInfo.InvariantCulture);
}
