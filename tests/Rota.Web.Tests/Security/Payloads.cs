namespace Rota.Web.Tests.Security;

/// <summary>Texts that do harm where they are taken for anything but text.</summary>
internal static class Payloads
{
    /// <summary>Fifty of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "<script>alert(1)</script>", "\"><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
        "javascript:alert(1)", "</title><script>alert(1)</script>", "</textarea><script>", "<!--<script>", "]]><script>",
        "<iframe srcdoc='<script>alert(1)</script>'>", "<a href=\"javascript:1\">x</a>", "{{7*7}}", "${7*7}", "<%= 7*7 %>", "#{7*7}",
        "=1+1", "=cmd|' /C calc'!A0", "+1+cmd", "-1+cmd", "@SUM(1)", "\t=1+1", "=HYPERLINK(\"http://evil.example\")", "\uFF1D1+1",
        "\u001b[31mred\u001b[0m", "\u001b]0;title\u0007", "\u001b]8;;http://evil.example\u0007x\u001b]8;;\u0007", "\u001b[2J\u001b[H", "\u009b31m", "\b\b\b\b", "a\rb",
        "\u202Egnp.exe", "\u2066a\u2069", "a\u200Bb", "\u2028line", "\u2029para", "\uFEFFmark",
        "a\nb", "a\r\nSet-Cookie: x=1", "a\r\n\r\nHTTP/1.1 200 OK", "a\nevent: ended\ndata: {}", "a\"} 1\nrota_jobs{x=\"",
        "' OR 1=1 --", "'; DROP TABLE job; --", "../../../../etc/passwd", "..\\..\\x", "/dev/null", "a\u0000b", "%00%0a%0d", "$(id)`id`", "\\\"\\u0000\\",
        "\u0430dmin", "\ud83d\ude00\ud83d\ude00", new string('A', 200),
    ];
}
