using System.Collections.Immutable;

namespace Rota.Core.Jobs.Templates;

/// <summary>
/// The environment of the tasks of one entry: most values are the same for all of them and are settled once.
/// </summary>
internal sealed class TaskEnvironment
{
    private readonly ImmutableSortedDictionary<string, string> fixedValues;
    private readonly ImmutableArray<(string Name, Template Value)> ofJob;
    private readonly ImmutableArray<(string Name, Template Value)> ofEntry;

    private TaskEnvironment(
        ImmutableSortedDictionary<string, string> fixedValues,
        ImmutableArray<(string Name, Template Value)> ofJob,
        ImmutableArray<(string Name, Template Value)> ofEntry
    )
    {
        this.fixedValues = fixedValues;
        this.ofJob = ofJob;
        this.ofEntry = ofEntry;
    }

    /// <summary>The environment of a job with a policy's on top.</summary>
    public static TaskEnvironment Of(JobSpec job, TaskPolicy policy)
    {
        var settled = policy.Environment.IsEmpty ? job.Environment : job.Environment.SetItems(policy.Environment);
        var templatesOfJob = Templates(
            job.Environment.Where(pair => !policy.Environment.ContainsKey(pair.Key)),
            ref settled
        );
        var templatesOfEntry = Templates(policy.Environment, ref settled);
        return new(settled, templatesOfJob, templatesOfEntry);
    }

    /// <summary>The environment of one task.</summary>
    public ImmutableSortedDictionary<string, string> Render(TaskVariables variables)
    {
        if (ofJob.IsEmpty && ofEntry.IsEmpty)
        {
            return fixedValues;
        }

        var rendered = fixedValues.ToBuilder();
        var jobVariables = variables.ForJobEnvironment();
        foreach (var (name, value) in ofJob)
        {
            rendered[name] = value.Render(jobVariables);
        }

        foreach (var (name, value) in ofEntry)
        {
            rendered[name] = value.Render(variables);
        }

        return rendered.ToImmutable();
    }

    /// <summary>The values with placeholders. Those with escapes only are settled at once.</summary>
    private static ImmutableArray<(string Name, Template Value)> Templates(
        IEnumerable<KeyValuePair<string, string>> values,
        ref ImmutableSortedDictionary<string, string> settled
    )
    {
        var templates = ImmutableArray.CreateBuilder<(string, Template)>();
        foreach (var (name, value) in values)
        {
            if (Template.IsPlain(value))
            {
                continue;
            }

            var template = Template.Parse(value);
            if (template.Placeholders.IsEmpty)
            {
                settled = settled.SetItem(name, template.Render(NoVariables.Instance));
            }
            else
            {
                templates.Add((name, template));
            }
        }

        return templates.DrainToImmutable();
    }
}
