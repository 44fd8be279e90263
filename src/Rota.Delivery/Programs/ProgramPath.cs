namespace Rota.Delivery.Programs;

/// <summary>Where a program is: as a shell would look for it.</summary>
internal static class ProgramPath
{
    /// <summary>
    /// The file; what is found nowhere stays as it was named, and the system says that it is not there.
    /// </summary>
    /// <param name="name">A path, or a name that is looked for.</param>
    /// <param name="environment">The variables of the program, with PATH among them.</param>
    public static string Find(string name, IReadOnlyList<string> environment)
    {
        const string Variable = "PATH=";
        if (name.Contains('/'))
        {
            return name;
        }

        var path = environment.LastOrDefault(entry => entry.StartsWith(Variable, StringComparison.Ordinal)) ?? Variable;
        return path[Variable.Length..]
                .Split(':', StringSplitOptions.RemoveEmptyEntries)
                .Select(directory => Path.Combine(directory, name))
                .FirstOrDefault(File.Exists)
            ?? name;
    }
}
