namespace VocaFuse;

/// <summary>What has an id. Without one it cannot be used for anything, so an answer that names none counts as unreadable.</summary>
internal interface IIdentified
{
    string Id { get; }
}
