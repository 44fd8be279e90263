namespace Rota.Core.Filters;

/// <summary>What the values of a field are, and so what can be asked of them.</summary>
public enum FieldKind
{
    /// <summary>One of a few words: <c>state:failed</c>.</summary>
    Word,

    /// <summary>A text: <c>name:train</c> for the whole, <c>name:~tra</c> for a part of it.</summary>
    Text,

    /// <summary>A text in which one looks for words: <c>text:"CUDA out"</c> is a part of it.</summary>
    Search,

    /// <summary>A number: <c>exit:137</c>, <c>index:3..7</c>, <c>attempt:>1</c>.</summary>
    Number,

    /// <summary>A duration: <c>dur:>10m</c>.</summary>
    Span,

    /// <summary>A moment, by how long ago it was: <c>ended:&lt;2h</c>.</summary>
    Age,

    /// <summary>A text that may be a number: <c>matrix.lr:0.1</c> finds <c>1e-1</c> too.</summary>
    Free,
}
