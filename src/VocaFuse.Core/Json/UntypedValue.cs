using System.Buffers;
using System.Text.Json;
using VocaFuse.Credentials;

namespace VocaFuse.Json;

/// <summary>JSON of no fixed shape as values every .NET language has: string, long, double, bool, list, dictionary, null.</summary>
/// <remarks>While it is read, entries wait on a rented stack until their list or object ends, so that each is made once and in its size.</remarks>
internal ref struct UntypedValue
{
    /// <summary>The memory of an object without members, and what each one adds.</summary>
    private const int ObjectSize = 220;
    private const int MemberSize = 40;

    /// <summary>Small numbers are all alike, and lists of samples have thousands of them.</summary>
    private const int SmallestShared = -99;
    private const int LargestShared = 999;
    private static readonly object[] Shared = [.. Enumerable.Range(SmallestShared, LargestShared - SmallestShared + 1).Select(static number => (object)(long)number)];

    /// <summary>What hiding secrets in a text can cost for each of its characters: six times it is looked through.</summary>
    private const int RedactionCost = 6 * sizeof(char);

    private object?[]? waiting;
    private int count;

    /// <summary>Reads the value on which the reader stands.</summary>
    public static object? Read(ref Utf8JsonReader reader)
    {
        var values = default(UntypedValue);
        try
        {
            return values.Value(ref reader);
        }
        finally
        {
            values.Resize(0);
        }
    }

    /// <summary>Takes the secrets out of an object's members.</summary>
    public static void Redact(Dictionary<string, object?>? members, Redactor redactor)
    {
        List<string>? secretNames = null;
        foreach (var (name, value) in members ?? [])
        {
            members![name] = value is string && Redactor.IsSecretName(name) ? Redactor.Hidden : Redacted(value, redactor);
            Allowance.Require((long)RedactionCost * name.Length);
            if (redactor.Redact(name) != name)
            {
                (secretNames ??= []).Add(name);
            }
        }

        foreach (var name in secretNames ?? [])
        {
            // Two names may be the same once the secrets in them are hidden.
            members!.Remove(name, out var value);
            members[redactor.Redact(name)!] = value;
        }
    }

    /// <summary>Reads an object. Anything else is kept as the only member of one, under a name; null is null.</summary>
    public static Dictionary<string, object?>? ReadObject(ref Utf8JsonReader reader, string otherwise)
    {
        Allowance.Require(ObjectSize);
        return Read(ref reader) switch
        {
            Dictionary<string, object?> members => members,
            null => null,
            var other => new Dictionary<string, object?> { [otherwise] = other },
        };
    }

    private object? Value(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => Members(ref reader),
        JsonTokenType.StartArray => Items(ref reader),
        JsonTokenType.String => JsonText.Read(ref reader),
        JsonTokenType.Number => Number(ref reader),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => null,
    };

    private static object? Redacted(object? value, Redactor redactor)
    {
        switch (value)
        {
            case string text:
                Allowance.Require((long)RedactionCost * text.Length);
                return redactor.Redact(text);
            case object?[] items:
                foreach (ref var item in items.AsSpan())
                {
                    item = Redacted(item, redactor);
                }

                break;
            case Dictionary<string, object?> members:
                Redact(members, redactor);
                break;
        }

        return value;
    }

    private static object Number(ref Utf8JsonReader reader) =>
        !reader.TryGetInt64(out var whole) ? reader.GetDouble()
        : whole is >= SmallestShared and <= LargestShared ? Shared[whole - SmallestShared]
        : whole;

    private object?[] Items(ref Utf8JsonReader reader)
    {
        var first = count;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Push(Value(ref reader));
        }

        Allowance.Require((count - first) * sizeof(long));
        object?[] items = count == first ? [] : waiting![first..count];
        count = first;
        return items;
    }

    private Dictionary<string, object?> Members(ref Utf8JsonReader reader)
    {
        var first = count;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            Push(JsonText.ReadName(ref reader));
            reader.Read();
            Push(Value(ref reader));
        }

        var size = (count - first) / 2;
        Allowance.Require(ObjectSize + (size * MemberSize));
        var members = new Dictionary<string, object?>(size);
        for (var i = first; i < count; i += 2)
        {
            // Names can come twice; the last one counts.
            members[(string)waiting![i]!] = waiting[i + 1];
        }

        count = first;
        return members;
    }

    private void Push(object? value)
    {
        Allowance.Require();
        if (waiting is null || count == waiting.Length)
        {
            var size = Math.Max(64, count * 2);
            Allowance.Require((long)size * IntPtr.Size);
            Resize(size);
        }

        waiting![count++] = value;
    }

    private void Resize(int size)
    {
        var old = waiting;
        waiting = size == 0 ? null : ArrayPool<object?>.Shared.Rent(size);
        if (old is not null)
        {
            old.AsSpan(0, Math.Min(count, size)).CopyTo(waiting);
            ArrayPool<object?>.Shared.Return(old, clearArray: true);
        }
    }
}
