using System.Globalization;
using System.Text;
using Rota.Core.Model;

namespace Rota.App.Logs.Lines;

/// <summary>When a line was written.</summary>
/// <param name="At">At the latest; null where nobody knows.</param>
/// <param name="IsVague">Whether it may have been long before.</param>
internal readonly record struct LineTime(Instant? At, bool IsVague)
{
    /// <summary>What stands before the line: RFC 3339 in UTC with milliseconds; <c>~</c> where it is vague.</summary>
    public byte[] Prefix() =>
        At is { } at
            ? Encoding.ASCII.GetBytes(
                (IsVague ? "~" : "")
                    + at.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z '", CultureInfo.InvariantCulture)
            )
            : "- "u8.ToArray();
}
