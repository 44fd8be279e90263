using System.Collections.Immutable;
using System.Globalization;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Jobs;

namespace Rota.Core.JobFiles.Reading;

/// <summary>Reads <c>resources</c>.</summary>
internal static class ResourceReader
{
    private const int CpusMax = 1_000_000;
    private const int GpusMax = 10_000;
    private const int LicencesMax = 1_000_000;
    private const long MilliCpusStandard = 1000;

    /// <summary>The request, or one slot after a problem.</summary>
    public static ResourceRequest Read(Session session, Node node)
    {
        if (Fields.Of(node, JobFileKeys.Resources, "resources", session.Problems) is not { } fields)
        {
            return ResourceRequest.OneSlot;
        }

        return new()
        {
            MilliCpus = fields["cpus"] is { } cpus ? MilliCpus(session, cpus) ?? MilliCpusStandard : MilliCpusStandard,
            MemoryBytes = fields["memory"] is { } memory ? session.Values.Bytes(memory, "memory") ?? 0 : 0,
            Gpus = fields["gpus"] is { } gpus ? session.Values.Whole(gpus, "gpus", 0, GpusMax) ?? 0 : 0,
            Licences = Licences(session, fields),
        };
    }

    private static long? MilliCpus(Session session, Node node) =>
        node is ScalarNode { IsPlain: true } scalar
        && decimal.TryParse(scalar.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var cpus)
        && cpus <= CpusMax
        && cpus * 1000 == decimal.Truncate(cpus * 1000)
            ? (long)(cpus * 1000)
            : session.Values.Refuse<long?>(
                node,
                $"cpus must be a number from 0 to {CpusMax}, in steps of 0.001, not {node.Kind}"
            );

    private static ImmutableSortedDictionary<string, long> Licences(Session session, Fields fields)
    {
        var licences = ImmutableSortedDictionary<string, long>.Empty;
        foreach (var (key, value) in fields.Entries)
        {
            if (
                JobFileKeys.Resources.OpenPrefix is { } prefix
                && key.Text.StartsWith(prefix, StringComparison.Ordinal)
                && !value.IsNull
            )
            {
                var name = key.Text[prefix.Length..];
                if (!Names.IsPrintable(name))
                {
                    session.Problems.Add(key.At, "a licence has no name", "write license/NAME");
                }
                else if (session.Values.Whole(value, key.Text, 1, LicencesMax) is { } count)
                {
                    licences = licences.Add(name, count);
                }
            }
        }

        return licences;
    }
}
