using System.Collections.Immutable;
using System.Text.Json;
using Rota.Core.Notifying;

namespace Rota.Store.Specs;

/// <summary>Rules of notifications and their targets as JSON. What has its default is left out.</summary>
public static class NotifyForm
{
    /// <summary>Rules as one text.</summary>
    public static string Text(ImmutableArray<NotifyRule> rules) => Properties.Object(json => Write(json, rules));

    /// <summary>Reads what <see cref="Text(ImmutableArray{NotifyRule})"/> gave.</summary>
    public static ImmutableArray<NotifyRule> Rules(string text)
    {
        using var json = JsonDocument.Parse(text);
        return Read(json.RootElement);
    }

    /// <summary>A target as a text: the same of the same.</summary>
    public static string Text(NotifyTarget target) => Properties.Object(json => Write(json, target));

    /// <summary>Reads what <see cref="Text(NotifyTarget)"/> gave.</summary>
    public static NotifyTarget Target(string text)
    {
        using var json = JsonDocument.Parse(text);
        return ReadTarget(json.RootElement);
    }

    /// <summary>Writes rules as a property of an object.</summary>
    internal static void Write(Utf8JsonWriter json, ImmutableArray<NotifyRule> rules)
    {
        if (rules.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("notify");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.Texts("on", [.. rule.On.Select(kind => kind.WireName())]);
            json.Number("digestTicks", rule.Digest == NotifyRule.UsualDigest ? null : rule.Digest.Ticks);
            Write(json, rule.Target);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Reads them.</summary>
    internal static ImmutableArray<NotifyRule> Read(JsonElement json) =>
        [
            .. json.Elements("notify")
                .Select(rule => new NotifyRule([.. rule.Texts("on").Select(EventKinds.Of)], ReadTarget(rule))
                {
                    Digest = rule.Integer("digestTicks") is { } ticks ? new TimeSpan(ticks) : NotifyRule.UsualDigest,
                }),
        ];

    private static void Write(Utf8JsonWriter json, NotifyTarget target)
    {
        json.Text("channel", target.Channel.ToString().ToLowerInvariant());
        json.Text("url", target.Url);
        json.Text("urlFile", target.UrlFile);
        json.Texts("words", target.Words);
        json.Texts("secretFiles", target.SecretFiles);
        if (target.AllowsPrivate)
        {
            json.WriteBoolean("allowPrivate", true);
        }

        json.Text("directory", target.Directory);
        json.Number("timeoutTicks", target.Timeout?.Ticks);
        json.Number("owner", target.Owner);
    }

    private static NotifyTarget ReadTarget(JsonElement json) =>
        new()
        {
            Channel = Enum.Parse<Channel>(json.Text("channel")!, ignoreCase: true),
            Url = json.Text("url"),
            UrlFile = json.Text("urlFile"),
            Words = json.Texts("words"),
            SecretFiles = json.Texts("secretFiles"),
            AllowsPrivate = json.TryGetProperty("allowPrivate", out var allows) && allows.GetBoolean(),
            Directory = json.Text("directory"),
            Timeout = json.Integer("timeoutTicks") is { } ticks ? new TimeSpan(ticks) : null,
            Owner = json.Integer("owner"),
        };
}
