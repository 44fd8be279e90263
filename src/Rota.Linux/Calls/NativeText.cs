using System.Runtime.InteropServices;
using Rota.Core.Bytes;

namespace Rota.Linux.Calls;

/// <summary>Texts as C sees them, freed together.</summary>
internal sealed unsafe class NativeText : IDisposable
{
    private readonly List<nint> owned = [];

    public byte* Add(string text)
    {
        var length = ByteText.ByteCount(text);
        var memory = (byte*)NativeMemory.Alloc((nuint)length + 1);
        ByteText.Write(text, new Span<byte>(memory, length));
        memory[length] = 0;
        owned.Add((nint)memory);
        return memory;
    }

    /// <summary>A list of texts with an end mark.</summary>
    public byte** Vector(IReadOnlyList<string> texts, ReadOnlySpan<nint> more = default)
    {
        var vector = (byte**)NativeMemory.Alloc((nuint)(texts.Count + more.Length + 1), (nuint)sizeof(nint));
        owned.Add((nint)vector);
        for (var text = 0; text < texts.Count; text++)
        {
            vector[text] = Add(texts[text]);
        }

        for (var text = 0; text < more.Length; text++)
        {
            vector[texts.Count + text] = (byte*)more[text];
        }

        vector[texts.Count + more.Length] = null;
        return vector;
    }

    public void Dispose()
    {
        foreach (var memory in owned)
        {
            NativeMemory.Free((void*)memory);
        }

        owned.Clear();
    }
}
