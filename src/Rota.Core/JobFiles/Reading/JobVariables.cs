using System.Collections.Immutable;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Scopes;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Jobs.Secrets;
using Rota.Core.Jobs.Templates;

namespace Rota.Core.JobFiles.Reading;

/// <summary>
/// Reads <c>env</c> and <c>secrets</c> of a job: what it stores of its environment, and what it must not.
/// </summary>
/// <param name="Environment">What is stored.</param>
/// <param name="Stated">What of it the file states.</param>
/// <param name="Secrets">What every task must get and nobody stores.</param>
/// <param name="LeftOut">What the submitter has and is not stored.</param>
/// <param name="Scope">The names that all parts of the job can use.</param>
internal sealed record JobVariables(
    ImmutableSortedDictionary<string, string> Environment,
    ImmutableSortedDictionary<string, string> Stated,
    ImmutableArray<Secret> Secrets,
    ImmutableArray<string> LeftOut,
    NameScope Scope
)
{
    public static JobVariables Read(
        Session session,
        Fields fields,
        ImmutableSortedDictionary<string, string> parameters,
        bool hasSchedule
    )
    {
        var scope = new NameScope
        {
            Params = parameters,
            HasSchedule = hasSchedule,
            Environment = session.Capture.Environment,
            Withheld = session.Capture.LeftOut,
        };
        var secrets = fields["secrets"] is { } node ? SecretsReader.Read(session, node, scope) : [];
        var names = secrets.Select(secret => secret.Name).ToArray();
        session.Capture = session.Capture.Without(names);
        scope = scope with
        {
            Environment = session.Capture.Environment,
            Withheld = session.Capture.LeftOut.Union(names),
        };
        var own = TextMapReader.Environment(session, fields["env"], scope);
        foreach (var (key, _) in (fields["env"] as MappingNode)?.Entries ?? [])
        {
            if (names.Contains(key.Text))
            {
                session.Problems.Add(
                    key.At,
                    $"{key.Text} is in env and in secrets: the one is stored, the other never",
                    "keep one of them"
                );
            }
        }

        var environment = JobEnvironment.Of(session.Capture.Environment, own);
        return new(
            environment,
            JobEnvironment.Stated(ImmutableSortedDictionary<string, string>.Empty, own),
            secrets,
            [.. session.Capture.LeftOut.Except(own.Keys)],
            scope with
            {
                Environment = environment,
                Withheld = scope.Withheld.Except(own.Keys),
            }
        );
    }
}
