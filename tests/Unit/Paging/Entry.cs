namespace VocaFuse.Unit.Paging;

/// <summary>An entry of a list. The initial entries are numbered in the order of the list.</summary>
internal sealed record Entry(int Number, string Id);
