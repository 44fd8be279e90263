using System.Text;
using System.Text.Json;
using Rota.Core.Jobs;

namespace Rota.Store.Specs;

/// <summary>What the tasks of an entry are made of, as bytes: values may be no UTF-8.</summary>
public static class ExpansionCodec
{
    /// <summary>Writes it.</summary>
    public static byte[] Encode(Expansion expansion) =>
        Encoding.UTF8.GetBytes(Properties.Object(json => ExpansionForm.Write(json, expansion)));

    /// <summary>Reads what <see cref="Encode"/> gave.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static Expansion Decode(byte[] bytes)
    {
        using var json = JsonDocument.Parse(bytes);
        return ExpansionForm.Read(json.RootElement);
    }
}
