using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Rota.Client.Following;

/// <summary>Reads a stream of events until it ends, or the line breaks.</summary>
internal static class EventReader
{
    private const int LineMax = 16 << 20;

    /// <summary>The events. One without a kind has a number alone: from where on to go on.</summary>
    public static async IAsyncEnumerable<ServerEvent> Of(
        HttpResponseMessage answer,
        [EnumeratorCancellation] CancellationToken left
    )
    {
        using var reader = new StreamReader(
            await answer.Content.ReadAsStreamAsync(left).ConfigureAwait(false),
            Encoding.UTF8
        );
        var (number, kind, data) = ((long?)null, "", new StringBuilder());
        while (await Line(reader, left).ConfigureAwait(false) is { } line)
        {
            if (line.Length == 0)
            {
                if (number is not null || kind.Length > 0)
                {
                    yield return new ServerEvent(number, kind, data.ToString());
                }

                (number, kind) = (null, "");
                data.Clear();
                continue;
            }

            var (field, value) = Parts(line);
            switch (field)
            {
                case "id" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id):
                    number = id;
                    break;
                case "event":
                    kind = value;
                    break;
                case "data" when data.Length + value.Length <= LineMax:
                    data.Append(value);
                    break;
            }
        }
    }

    private static (string Field, string Value) Parts(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (line, "") : (line[..colon], line[(colon + 1)..].TrimStart(' '));
    }

    private static async Task<string?> Line(StreamReader reader, CancellationToken left)
    {
        try
        {
            return await reader.ReadLineAsync(left).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return null;
        }
    }
}
