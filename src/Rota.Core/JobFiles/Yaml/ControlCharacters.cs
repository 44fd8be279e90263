using System.Buffers;
using Rota.Core.Problems;

namespace Rota.Core.JobFiles.Yaml;

/// <summary>
/// Finds characters that no YAML file may hold as they are (YAML 1.2, section 5.1) and that no terminal should print.
/// </summary>
internal static class ControlCharacters
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create([
        .. Enumerable.Range(0, 0x20).Select(code => (char)code).Except(['\t', '\n', '\r']),
        '\u007F',
        '\uFFFE',
        '\uFFFF',
    ]);

    /// <summary>The first one, or null.</summary>
    public static Place? Find(string text)
    {
        var at = text.AsSpan().IndexOfAny(Forbidden);
        return at < 0 ? null : new(text.AsSpan(0, at).Count('\n') + 1, at - text.LastIndexOf('\n', at));
    }
}
