namespace Rota.Core.JobFiles.Notation;

/// <summary>How much a job file may ask for. Checked while it is read, before anything of that size is built.</summary>
public static class JobFileLimits
{
    /// <summary>Characters of a job file or of a file it names.</summary>
    public const int Characters = 64 * 1024 * 1024;

    /// <summary>Lists and mappings inside each other.</summary>
    public const int Depth = 32;

    /// <summary>Texts, lists and mappings of a document, each alias counted with all that it stands for.</summary>
    public const int Nodes = 4_000_000;

    /// <summary>Entries under <c>tasks</c>, or in any other list.</summary>
    public const int Entries = 200_000;

    /// <summary>Keys of one mapping.</summary>
    public const int Keys = 10_000;

    /// <summary>Tasks of a job, all expansions counted.</summary>
    public const int Tasks = 10_000_000;

    /// <summary>Values of one matrix axis, lines of a file, or rows of a table.</summary>
    public const int Values = 1_000_000;

    /// <summary>Ranges of one array.</summary>
    public const int Ranges = 10_000;

    /// <summary>Characters of a name: of a key, a task, a parameter, a tag, a column.</summary>
    public const int NameLength = 200;

    /// <summary>Arguments of one command.</summary>
    public const int Arguments = 10_000;

    /// <summary>
    /// Bytes of one argument or variable: what Linux passes to a process (MAX_ARG_STRLEN), the final zero left out.
    /// </summary>
    public const int ArgumentBytes = (128 * 1024) - 1;

    /// <summary>Bytes of all arguments of one command.</summary>
    public const int CommandBytes = 1024 * 1024;

    /// <summary>Problems that are listed one by one.</summary>
    public const int Problems = 1000;
}
