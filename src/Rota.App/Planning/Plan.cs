using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Rota.App.Wording;
using Rota.Core.Budgets;
using Rota.Core.Bytes;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Templates;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
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
    private readonly List<string> misfits = [];
    private readonly List<string> waits = [];
    private readonly HashSet<int> seen = [];

    /// <summary>Works it out.</summary>
    /// <param name="spec">The job.</param>
    /// <param name="capacity">What this machine has.</param>
    /// <param name="nodes">The nodes of its cell: asked where this machine does not do.</param>
    private Plan(JobSpec spec, Capacity capacity, Func<CellNodes> nodes)
    {
        this.spec = spec;
        this.capacity = capacity;
        var all = new Lazy<CellNodes>(nodes);
        HoldAgainst(new NodeFit(new NodeLedger(capacity), () => all.Value));
    }

    private static Plan Held(Plan plan, BudgetBook book, Instant at)
    {
        plan.waits.AddRange(BudgetFit.Waits(book, plan.spec, at));
        return plan;
    }

    /// <summary>That of a job for this machine, and the nodes of the state's cell.</summary>
    public static Plan Of(Site site, JobSpec spec, int? slots)
    {
        var capacity = NodeCapacity.Detect(site.Node, slots);
        var plan = new Plan(spec, capacity, () => PlanNodes.Of(site, capacity));
        return spec.Budget is null ? plan : Held(plan, BudgetFit.BookOf(site), site.Now);
    }

    /// <summary>The same by what the home has heard of this machine.</summary>
    public static Plan Of(Site site, JobSpec spec, IHomeReader queries)
    {
        var capacity = queries.NodeCapacity() ?? NodeCapacity.Detect(site.Node, null);
        var plan = new Plan(spec, capacity, () => PlanNodes.Of(site, queries, capacity));
        return spec.Budget is null ? plan : Held(plan, queries.Budgets.Book(), site.Now);
    }

    /// <summary>Names this plan: another job, or another machine, has another.</summary>
    public string Id => field ??= Convert.ToHexStringLower(Digest())[..12];

    /// <summary>Tasks that can never run here, each with the sentence of the check that refuses it.</summary>
    public IReadOnlyList<string> Misfits => misfits;

    /// <summary>Tasks that no node may run now, each with what they wait for in a sentence; null for none.</summary>
    public IReadOnlyList<string>? Waits => waits.Count > 0 ? [.. waits.Select(ByteText.Visible)] : null;

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

    private void HoldAgainst(NodeFit nodes)
    {
        for (var group = 0; group < spec.Tasks.Length; group++)
        {
            var (task, policy) = (spec.Tasks[group], spec.Policies[spec.Tasks[group].Policy]);
            if (task.Expansion.Count == 0)
            {
                continue;
            }

            if (seen.Add(task.Policy))
            {
                var (misfit, wait) = nodes.Of(task, policy);
                AddTo(misfits, misfit);
                AddTo(waits, wait);
            }

            if (policy.Nice is { } nice && !ThreadSettings.MayBe(nice))
            {
                misfits.Add(
                    $"task {Words.Task(task, 0)} "
                        + $"asks for nice {nice}, and this user may not set it: can never run here"
                );
            }
        }
    }

    private static void AddTo(List<string> sentences, string? sentence)
    {
        if (sentence is not null)
        {
            sentences.Add(sentence);
        }
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
