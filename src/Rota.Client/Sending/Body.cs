using System.Text.Json.Nodes;
using Rota.App.Problems;
using Rota.Core.Bytes;

namespace Rota.Client.Sending;

/// <summary>Puts the body of a request together: what says nothing is left out.</summary>
internal static class Body
{
    /// <summary>With a text.</summary>
    /// <exception cref="ProblemException">JSON cannot hold it.</exception>
    public static JsonObject With(this JsonObject body, string name, string? text)
    {
        if (text is not null)
        {
            body[name] = Checked(text);
        }

        return body;
    }

    /// <summary>With texts.</summary>
    /// <exception cref="ProblemException">JSON cannot hold one of them.</exception>
    public static JsonObject With(this JsonObject body, string name, IEnumerable<string> texts)
    {
        body[name] = new JsonArray([.. texts.Select(text => (JsonNode)Checked(text))]);
        return body;
    }

    /// <summary>With names and values.</summary>
    /// <exception cref="ProblemException">JSON cannot hold one of them.</exception>
    public static JsonObject With(this JsonObject body, string name, IReadOnlyDictionary<string, string> pairs)
    {
        if (pairs.Count > 0)
        {
            body[name] = pairs.Aggregate(new JsonObject(), (all, pair) => all.With(Checked(pair.Key), pair.Value));
        }

        return body;
    }

    /// <summary>With yes; left out where it is no.</summary>
    public static JsonObject With(this JsonObject body, string name, bool isSo)
    {
        if (isSo)
        {
            body[name] = true;
        }

        return body;
    }

    /// <summary>With a number; left out where there is none.</summary>
    public static JsonObject With(this JsonObject body, string name, double? number)
    {
        if (number is { } some)
        {
            body[name] = some;
        }

        return body;
    }

    /// <summary>With bytes; left out where there are none.</summary>
    public static JsonObject With(this JsonObject body, string name, byte[]? bytes) =>
        body.With(name, bytes is null ? null : Convert.ToBase64String(bytes));

    private static string Checked(string text) =>
        ByteText.IsUtf8(text)
            ? text
            : throw new ProblemException(
                ProblemCodes.NotUtf8,
                $"{ByteText.Visible(text)} is no UTF-8, and a server is asked in UTF-8",
                "name the task by its index: see rota tasks"
            );
}
