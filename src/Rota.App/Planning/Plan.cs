using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Rota.App.Wording;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Templates;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling.Rules;
using Rota.Core.Scheduling.State;
using Rota.Linux.Processes;
using Rota.Node.Agent;
using Rota.Store.Home;
using Rota.Store.Specs;

namespace Rota.App.Planning;

/// <summary>What submitting a job would do: worked out on the same code that does it, and written nowhere.</summary>
internal sealed class Plan
{
    private readonly JobSpec spec;
    private readonly Capacity capacity;

    /// <summary>Works it out.</summary>
    /// <param name="spec">The job.</param>
    /// <param name="capacity">What this machine has.</param>
    /// <param name="others">What other nodes of its cell have: asked where something does not fit here.</param>
    private Plan(JobSpec spec, Capacity capacity, Func<IReadOnlyList<Capacity>> others)
    {
        this.spec = spec;
        this.capacity = capacity;
        Misfits = [.. FindMisfits(others)];
    }

    /// <summary>That of a job for this machine, and the nodes of the state's cell.</summary>
    public static Plan Of(Site site, JobSpec spec, int? slots) =>
        new(spec, NodeCapacity.Detect(site.Node, slots), () => OtherNodes.Of(site));

    /// <summary>The same by what the home has heard of this machine.</summary>
    public static Plan Of(Site site, JobSpec spec, IHomeReader queries) =>
        new(spec, queries.NodeCapacity() ?? NodeCapacity.Detect(site.Node, null), () => OtherNodes.Of(queries));

    /// <summary>Names this plan: another job, or another machine, has another.</summary>
    public string Id => field ??= Convert.ToHexStringLower(Digest())[..12];

    /// <summary>Tasks that can never run here, each with the sentence of the check that refuses it.</summary>
    public IReadOnlyList<string> Misfits { get; }

    /// <summary>The command of a task, as it would be started.</summary>
    public string CommandOf(int group, int ordinal)
    {
        var task = CommandLine.Render(spec, group, ordinal, new AttemptFacts(new JobId(0), 1));
        return Plain.Line(
            string.Join(
                ' ',
                task.Argv.Select(word => word.Any(char.IsWhiteSpace) || word.Length == 0 ? $"'{word}'" : word)
            )
        );
    }

    /// <summary>The shortest the job can take where durations are known from a recording, or null.</summary>
    public TimeSpan? Estimate()
    {
        if (spec.Tasks.Any(task => task.RecordedSeconds is null))
        {
            return null;
        }

        double Seconds(int task) => spec.Tasks[task].RecordedSeconds!.Value * (spec.TimeScale ?? 1);
        var work = Enumerable.Range(0, spec.Tasks.Length).Sum(task => Seconds(task) * spec.Tasks[task].Expansion.Count);
        return TimeSpan.FromSeconds(Math.Max(CriticalPath.Of(spec, Seconds).Seconds, work / capacity.Slots));
    }

    private IEnumerable<string> FindMisfits(Func<IReadOnlyList<Capacity>> others)
    {
        var reconciler = new Reconciler(new CellNodes(new NodeLedger(capacity)), 0, (_, _, _) => "");
        var job = new ActiveJob(new JobId(0), spec);
        var seen = new HashSet<Shape>();
        for (var group = 0; group < spec.Tasks.Length; group++)
        {
            if (spec.Tasks[group].Expansion.Count == 0)
            {
                continue;
            }

            var shape = reconciler.ShapeOf(job, group, 0);
            if (
                seen.Add(shape)
                && NodeLedger.Check(shape) is { Code: RefusalCode.NeverFits } refusal
                && !others().Any(other => Fits(other, job, group))
            )
            {
                yield return $"task {Words.Task(spec.Tasks[group], 0)} {RefusalWords.Sentence(refusal)}";
            }

            if (spec.Policies[spec.Tasks[group].Policy].Nice is { } nice && !ThreadSettings.MayBe(nice))
            {
                yield return $"task {Words.Task(spec.Tasks[group], 0)} "
                    + $"asks for nice {nice}, and this user may not set it: can never run here";
            }
        }
    }

    private static bool Fits(Capacity other, ActiveJob job, int group)
    {
        var there = new Reconciler(new CellNodes(new NodeLedger(other)), 0, (_, _, _) => "");
        return NodeLedger.Check(there.ShapeOf(new ActiveJob(job.Id, job.Spec), group, 0))
            is not { Code: RefusalCode.NeverFits };
    }

    private byte[] Digest()
    {
        var hash = new XxHash128();
        hash.Append(JobSpecCodec.Encode(StatedSpec.Of(spec)));
        Span<byte> numbers = stackalloc byte[24];
        BinaryPrimitives.WriteInt64LittleEndian(numbers, capacity.Slots);
        BinaryPrimitives.WriteInt64LittleEndian(numbers[8..], capacity.MilliCpus);
        BinaryPrimitives.WriteInt64LittleEndian(numbers[16..], capacity.MemoryBytes);
        hash.Append(numbers);
        var counted = capacity.Licences.Select(licence => $"{licence.Key}={licence.Value}");
        hash.Append(Encoding.UTF8.GetBytes(string.Join('\n', counted.Prepend($"gpus={capacity.Gpus.Length}"))));
        return hash.GetCurrentHash();
    }
}
