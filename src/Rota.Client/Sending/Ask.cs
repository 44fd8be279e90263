using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rota.Client.Sending;

/// <summary>What is asked of a server: a request that can be sent more than once.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, escaped.</param>
internal sealed record Ask(HttpMethod Method, string Path)
{
    private const string KeyHeader = "Idempotency-Key";
    private string query = "";
    private Dictionary<string, string> headers = [];

    /// <summary>What it says in JSON; null for nothing.</summary>
    public JsonObject? Body { get; init; }

    /// <summary>How long the server may take on purpose, as a wait does.</summary>
    public TimeSpan Grace { get; init; }

    /// <summary>Whether asking twice is asking once.</summary>
    public bool IsRepeatable => Method == HttpMethod.Get || headers.ContainsKey(KeyHeader);

    /// <summary>Looks at something.</summary>
    public static Ask Get(FormattableString path) => new(HttpMethod.Get, PathText.Of(path));

    /// <summary>Does something.</summary>
    public static Ask Post(FormattableString path, JsonObject? body = null) =>
        new(HttpMethod.Post, PathText.Of(path)) { Body = body };

    /// <summary>With a parameter; one without a value is left out.</summary>
    public Ask With(string name, string? value) =>
        value is null
            ? this
            : this with
            {
                query = query + (query.Length == 0 ? '?' : '&') + name + '=' + PathText.Escaped(value),
            };

    /// <summary>With a parameter that says yes; left out where it does not.</summary>
    public Ask With(string name, bool value) => value ? With(name, "true") : this;

    /// <summary>With a parameter that is a number.</summary>
    public Ask With(string name, long? value) => With(name, value is { } number ? $"{number}" : null);

    /// <summary>With a header; one without a value is left out.</summary>
    public Ask Header(string name, string? value) =>
        value is null ? this : this with { headers = new Dictionary<string, string>(headers) { [name] = value } };

    /// <summary>With the key by which the server knows it again.</summary>
    public Ask Keyed(string? key) => Header(KeyHeader, key);

    /// <summary>As a message to a server.</summary>
    public HttpRequestMessage Message(Uri server)
    {
        // As it stands: what is escaped must arrive escaped.
        var url = new Uri(
            server.AbsoluteUri.TrimEnd('/') + Path + query,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }
        );
        var message = new HttpRequestMessage(Method, url);
        foreach (var (name, value) in headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        // One without a body could be sent twice by the layer below, where the line breaks before an answer.
        if (Body is not null || Method == HttpMethod.Post)
        {
            message.Content = new StringContent(Text(Body ?? []), Encoding.UTF8, "application/json");
        }

        return message;
    }

    private static string Text(JsonObject body)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            body.WriteTo(json);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
