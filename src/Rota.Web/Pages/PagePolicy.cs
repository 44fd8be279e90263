using Rota.Dashboard;

namespace Rota.Web.Pages;

/// <summary>
/// What a page may do: run scripts and load data of this server, and nothing else. Text that a task wrote can become no
/// script, for what makes one of text is switched off.
/// </summary>
internal static class PagePolicy
{
    /// <summary>The policy.</summary>
    public static string Text { get; } =
        string.Join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            PageFiles.StyleHash is { } hash ? $"style-src 'self' '{hash}'" : "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'"
        );
}
