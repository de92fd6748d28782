using System.Collections.ObjectModel;

namespace VocaFuse.Json;

/// <summary>A list whose text is its items with commas in between.</summary>
internal sealed class ItemList<T>(IEnumerable<T> items) : ReadOnlyCollection<T>([.. items])
{
    public override string ToString() => CellText.Of(this);
}
