namespace Rota.Core.JobFiles.Yaml;

/// <summary>Shares the texts of keys: a hundred thousand entries have the same few.</summary>
internal sealed class KeyTexts
{
    private const int CountMax = 1000;
    private readonly HashSet<string> texts = new(StringComparer.Ordinal);

    /// <summary>The one instance of this text.</summary>
    public string Share(string text)
    {
        if (texts.TryGetValue(text, out var shared))
        {
            return shared;
        }

        if (texts.Count < CountMax)
        {
            texts.Add(text);
        }

        return text;
    }
}
