// The default generator, the number of threads and the process's memory are shared by all tests.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
