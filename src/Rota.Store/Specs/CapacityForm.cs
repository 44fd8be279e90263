using System.Text.Json;
using Rota.Core.Placement;

namespace Rota.Store.Specs;

/// <summary>What a node has to give, as the text the store keeps of it.</summary>
internal static class CapacityForm
{
    public static string Write(Capacity capacity) =>
        Properties.Object(json =>
        {
            json.WriteNumber("slots", capacity.Slots);
            json.WriteNumber("milliCpus", capacity.MilliCpus);
            json.Numbers("cpuIds", capacity.CpuIds);
            json.WriteNumber("memoryBytes", capacity.MemoryBytes);
            json.Texts("gpus", capacity.Gpus);
            json.Counts("licences", capacity.Licences);
        });

    public static Capacity Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        return new Capacity
        {
            Slots = (int)json.RootElement.Integer("slots", 0),
            MilliCpus = json.RootElement.Integer("milliCpus", 0),
            MemoryBytes = json.RootElement.Integer("memoryBytes", 0),
            CpuIds = [.. json.RootElement.Elements("cpuIds").Select(cpu => cpu.GetInt32())],
            Gpus = json.RootElement.Texts("gpus"),
            Licences = json.RootElement.Counts("licences"),
        };
    }
}
