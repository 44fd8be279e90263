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
    private const long WholeGpu = 1000;

    /// <summary>The request, or one slot after a problem.</summary>
    public static ResourceRequest Read(Session session, Node node)
    {
        if (Fields.Of(node, JobFileKeys.Resources, "resources", session.Problems) is not { } fields)
        {
            return ResourceRequest.OneSlot;
        }

        var milliCpus = (fields["cpus"] is { } cpus ? MilliCpus(session, cpus) : null) ?? MilliCpusStandard;
        var milliGpus = fields["gpus"] is { } gpus ? MilliGpus(session, gpus) ?? 0 : 0;
        return new()
        {
            MilliCpus = milliCpus,
            IsPinned = fields["pin"] is { } pin && Pins(session, pin, milliCpus),
            MemoryBytes = fields["memory"] is { } memory ? session.Values.Bytes(memory, "memory") ?? 0 : 0,
            Gpus = (int)(milliGpus / WholeGpu),
            GpuShare = (int)(milliGpus % WholeGpu),
            Licences = Licences(session, fields),
        };
    }

    private static bool Pins(Session session, Node node, long milliCpus)
    {
        var pins = session.Values.Boolean(node, "pin") ?? false;
        if (pins && (milliCpus == 0 || milliCpus % MilliCpusStandard != 0))
        {
            session.Problems.Add(node.At, "a task is pinned to whole CPUs", "write cpus: 1, 2, ..., or remove pin");
        }

        return pins;
    }

    private static long? MilliCpus(Session session, Node node) =>
        Thousandths(node, CpusMax)
        ?? session.Values.Refuse<long?>(
            node,
            $"cpus must be a number from 0 to {CpusMax}, in steps of 0.001, not {node.Kind}"
        );

    private static long? MilliGpus(Session session, Node node) =>
        Thousandths(node, GpusMax) is not { } gpus
            ? session.Values.Refuse<long?>(
                node,
                $"gpus must be a whole number from 0 to {GpusMax}, or a share of one in steps of 0.001, not {node.Kind}"
            )
        : gpus < WholeGpu || gpus % WholeGpu == 0 ? gpus
        : session.Values.Refuse<long?>(
            node,
            $"gpus cannot be {node.Kind}: a task has GPUs of its own, or shares a single one",
            "write a whole number, or one below 1"
        );

    private static long? Thousandths(Node node, int most) =>
        node is ScalarNode { IsPlain: true } scalar
        && decimal.TryParse(scalar.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number <= most
        && number * 1000 == decimal.Truncate(number * 1000)
            ? (long)(number * 1000)
            : null;

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
