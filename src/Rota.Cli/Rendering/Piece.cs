namespace Rota.Cli.Rendering;

/// <summary>A piece of a line, in one ink. What it says is safe to print.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Ink">What it means.</param>
internal readonly record struct Piece(string Text, Ink Ink = Ink.Plain)
{
    /// <summary>Columns that it takes.</summary>
    public int Width => Cells.Of(Text);

    public static implicit operator Piece(string text) => new(text);
}
