using System.Text;
using Rota.Core.Bytes;

namespace Rota.Core.Jobs.Naming;

/// <summary>
/// A task as people know it: <c>train[lr=0.1,seed=3]</c>. What stands alone in the brackets is an index
/// (<c>work[17]</c>); a value always stands behind its name, so that neither can be taken for the other.
/// </summary>
public static class TaskLabel
{
    private const int ValueMax = 60;
    private const int LengthMax = 120;

    /// <summary>That of one task, in one line; long values lose their beginning, many their end.</summary>
    public static string Of(TaskSpec task, int ordinal)
    {
        var parameters = new TaskParameters(task);
        if (parameters.Count == 0)
        {
            return task.Expansion.IsIndexed ? $"{task.Id}[{task.Expansion.Label(ordinal)}]" : task.Id;
        }

        var label = new StringBuilder(task.Id).Append('[');
        var isFirst = true;
        for (var parameter = 0; parameter < parameters.Count; parameter++)
        {
            if (!task.Expansion.HasParameter(parameter, ordinal))
            {
                continue;
            }

            if (label.Length > LengthMax)
            {
                label.Append(",…");
                break;
            }

            label
                .Append(isFirst ? "" : ",")
                .Append(OneLine.Of(parameters.Name(parameter)))
                .Append('=')
                .Append(Short(parameters.Value(parameter, ordinal)));
            isFirst = false;
        }

        return label.Append(']').ToString();
    }

    /// <summary>A value as labels show it.</summary>
    private static string Short(string value) =>
        OneLine.Of(value.Length > ValueMax ? "…" + ByteText.Tail(value, ValueMax - 1) : value);
}
