using System.Diagnostics;
using System.Text.RegularExpressions;
using Rota.Cli.Report;
using Rota.Cli.Report.Pages;

namespace Rota.Cli.Tests.Reporting;

/// <summary>Names, parameters and output of strangers are text on the page: they end no element, hide nothing and stay short.</summary>
public sealed partial class HostilePageTests
{
    public static TheoryData<string> Payloads { get; } = new(
        "</script><script>alert(1)</script>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "\"><script>alert(1)</script>",
        "'><img src=x onerror=alert(1)>", "\" onmouseover=\"alert(1)", "' onfocus='alert(1)", "javascript:alert(1)", "</style><style>*{display:none}",
        "</title><script>alert(1)</script>", "</pre></code><h1>all well</h1>", "</details><details open>", "</table><form action=//evil>", "<iframe src=//evil></iframe>",
        "<meta http-equiv=refresh content=0;url=//evil>", "<base href=//evil>", "<link rel=stylesheet href=//evil>", "<!--", "-->", "<![CDATA[", "]]>", "<?xml?>", "&lt;script&gt;",
        "&#60;script&#62;", "&amp;", "&", "<", ">", "\"", "'", "`", "\0", "a\0b", "\e[31mred\e[0m", "\e]0;title\a", "\e[2J\e[H", "a\r\n\r\nb", "line\nline", "back\b\b\bword",
        "\u202Eexe.gpj", "\u2066left\u2069", "\u200Bhidden", "\uFEFFmark", "\u2028line\u2029", "\uDC80\uDCFF", "caf\uDCE9", "\uD800", "{{7*7}}${7*7}", "=HYPERLINK(\"//evil\")",
        "日本語の名前", "مرحبا", "e\u0301\u0301\u0301\u0301", "\U0001F469\u200D\U0001F52C", "../../etc/passwd", "%3Cscript%3E", "<a href=\"//evil\">");

    [Theory]
    [MemberData(nameof(Payloads))]
    public void What_others_wrote_is_text(string payload)
    {
        var page = ReportPage.Render(PageData.Job(7, _ => payload));
        Assert.Equal(Skeleton(ReportPage.Render(PageData.Job(7, _ => "plain"))), Skeleton(page));
        Assert.DoesNotContain(page, character => (char.IsControl(character) && character != '\n') || character is '\u202E' or '\u200B' or '\u2066' or '\uFEFF' or '\u2028');
    }

    [Fact]
    public void A_line_of_ten_megabytes_is_cut()
    {
        var line = new string('x', 10_000_000);
        Assert.InRange(ReportPage.Render(PageData.Job(7, _ => line)).Length, 1, 300_000);
    }

    [Fact]
    public void Only_the_style_of_the_page_itself_counts()
    {
        var hash = HashOf(PageHead.Style);
        Assert.Contains($"style-src 'sha256-{hash}'", PageHead.Policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", PageHead.Policy, StringComparison.Ordinal);
        var page = ReportPage.Render(PageData.Job(7));
        Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
    }

    private static string HashOf(string text)
    {
        using var program = Process.Start(new ProcessStartInfo("sha256sum") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        program.StandardInput.Write(text);
        program.StandardInput.Close();
        return Convert.ToBase64String(Convert.FromHexString(program.StandardOutput.ReadToEnd().Split(' ')[0]));
    }

    /// <summary>The elements and the names of their attributes, without any text.</summary>
    private static string Skeleton(string page) =>
        string.Join(' ', Tag().Matches(page[(page.IndexOf("</style>", StringComparison.Ordinal) + 1)..]).Select(tag => Value().Replace(tag.Value, "")))
            .Replace("<p>", "", StringComparison.Ordinal) is var all ? Drawn().Replace(all, "") : "";

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("=\"[^\"]*\"")]
    private static partial Regex Value();

    /// <summary>Labels in bars are there only where they fit; a command has a line for each of its text.</summary>
    [GeneratedRegex("<text x y class> </text> ?|</?bdi> ?")]
    private static partial Regex Drawn();
}
