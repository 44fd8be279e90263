using System.Collections.Immutable;

namespace Rota.Core.Jobs.Templates;

/// <summary>Makes the environment of a job of the submitter's and the job's own.</summary>
public static class JobEnvironment
{
    /// <summary>
    /// The submitter's environment with the job's own on top. In the job's own values <c>${env.X}</c> is the
    /// submitter's <c>X</c>, so that <c>PATH: /opt/bin:${env.PATH}</c> works; other placeholders stay for each task.
    /// The submitter's values are escaped: what they hold is never a placeholder.
    /// </summary>
    public static ImmutableSortedDictionary<string, string> Of(
        IEnumerable<KeyValuePair<string, string>> submitters,
        IEnumerable<KeyValuePair<string, string>> own
    )
    {
        var merged = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in submitters)
        {
            merged[name] = Template.Escape(value);
        }

        return With(merged.ToImmutable(), own);
    }

    /// <summary>A job's environment with more on top, in which <c>${env.X}</c> is the job's <c>X</c>.</summary>
    public static ImmutableSortedDictionary<string, string> With(
        ImmutableSortedDictionary<string, string> environment,
        IEnumerable<KeyValuePair<string, string>> more
    ) => Put(environment, more, name => environment.GetValueOrDefault(name, ""));

    /// <summary>
    /// What a job states of its environment, with more on top; what it does not state stays a placeholder.
    /// </summary>
    public static ImmutableSortedDictionary<string, string> Stated(
        ImmutableSortedDictionary<string, string> stated,
        IEnumerable<KeyValuePair<string, string>> more
    ) => Put(stated, more, name => stated.GetValueOrDefault(name));

    private static ImmutableSortedDictionary<string, string> Put(
        ImmutableSortedDictionary<string, string> variables,
        IEnumerable<KeyValuePair<string, string>> more,
        Func<string, string?> value
    ) => variables.SetItems(more.Select(pair => KeyValuePair.Create(pair.Key, Settle(pair.Value, value))));

    private static string Settle(string text, Func<string, string?> value) =>
        Template
            .Parse(text)
            .Settle(name => name.StartsWith("env.", StringComparison.Ordinal) ? value(name[4..]) : null);
}
