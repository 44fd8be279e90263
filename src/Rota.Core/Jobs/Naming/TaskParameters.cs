namespace Rota.Core.Jobs.Naming;

/// <summary>
/// What tells the tasks of an entry apart, by name: <c>lr</c> and <c>seed</c> of a matrix, the columns of a table,
/// <c>line</c>. The values after <c>:::</c> have the names that the command calls them by: <c>1</c>, <c>2</c>.
/// </summary>
/// <param name="Task">The entry.</param>
public readonly record struct TaskParameters(TaskSpec Task)
{
    /// <summary>How many there are; a single task and an array of numbers have none.</summary>
    public int Count => Task.Expansion.Parameters;

    /// <summary>The name of one of them.</summary>
    public string Name(int parameter) =>
        Task is { Command.Dialect: Dialect.Braces, Expansion: Expansion.Items }
            ? "1"
            : Task.Expansion.ParameterName(parameter);

    /// <summary>One task's value of it.</summary>
    public string Value(int parameter, int ordinal) => Task.Expansion.ParameterValue(parameter, ordinal);

    /// <summary>The position of a name, or null.</summary>
    public int? Find(string name)
    {
        for (var parameter = 0; parameter < Count; parameter++)
        {
            if (Name(parameter) == name)
            {
                return parameter;
            }
        }

        return null;
    }

    /// <summary>All names, in their order.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            for (var parameter = 0; parameter < Count; parameter++)
            {
                yield return Name(parameter);
            }
        }
    }
}
