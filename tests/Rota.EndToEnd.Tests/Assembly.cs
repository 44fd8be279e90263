// Every test starts processes; two cores are shared by all of them.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
