using System.Collections.ObjectModel;

namespace VocaFuse.Json;

/// <summary>A list whose ToString returns its items, separated by commas.</summary>
internal sealed class ItemList<T>(IEnumerable<T> items) : ReadOnlyCollection<T>([.. items])
{
    public override string ToString() => CellText.Format(this);
}
