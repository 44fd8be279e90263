namespace Rota.Core.Jobs.Shells;

/// <summary>Where a placeholder stands in a shell text; it decides how its value is quoted.</summary>
public enum ShellSpot
{
    /// <summary>Outside quotes: the value becomes one word.</summary>
    Bare,

    /// <summary>Inside <c>'...'</c>.</summary>
    SingleQuoted,

    /// <summary>Inside <c>"..."</c>.</summary>
    DoubleQuoted,

    /// <summary>In <c>$((...))</c>: only a number is filled in, for shells evaluate anything else once more.</summary>
    Arithmetic,

    /// <summary>In a comment: it is left as written, for a value with a line break would end the comment.</summary>
    Comment,

    /// <summary>
    /// Where no quoting is sure to hold: backticks, here-documents, subscripts, <c>$'...'</c>, <c>${x:-...}</c>.
    /// </summary>
    Unquotable,
}
