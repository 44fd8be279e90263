namespace Rota.Cli.Report;

/// <summary>What the head of every page has: the style, and what the page is allowed to do, which is nothing.</summary>
internal static class PageHead
{
    /// <summary>Whatever a name smuggled past the escaping could do, it cannot load or run anything.</summary>
    public const string Policy =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
        + "<meta name=\"color-scheme\" content=\"light dark\">";

    private static readonly Lazy<string> Sheet = new(Read);

    /// <summary>The style sheet.</summary>
    public static string Style => Sheet.Value;

    private static string Read()
    {
        const string Name = "Rota.Cli.Report.Style.css";
        using var stream =
            typeof(PageHead).Assembly.GetManifestResourceStream(Name)
            ?? throw new InvalidOperationException($"The resource {Name} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
