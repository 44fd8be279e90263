namespace Rota.Cli.Report;

/// <summary>What the head of every page has: its style, and that it may do nothing else.</summary>
internal static class PageHead
{
    // SHA-256 of the style sheet; computed when it is changed, for a machine may have nothing that could.
    private const string StyleHash = "DPUToBT3JK3wRyzfHSSCtfiY7Xt28GkueRztyLRf73o=";
    private static readonly Lazy<string> Sheet = new(Read);

    /// <summary>The style sheet.</summary>
    public static string Style => Sheet.Value;

    /// <summary>
    /// Whatever a name smuggled past the escaping could do: it cannot load or run anything, send anything anywhere, or
    /// bring a style of its own.
    /// </summary>
    public static string Policy =>
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; "
        + $"form-action 'none'; style-src 'sha256-{StyleHash}'\">"
        + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
        + "<meta name=\"color-scheme\" content=\"light dark\">";

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
