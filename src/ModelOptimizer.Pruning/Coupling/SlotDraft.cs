using ModelOptimizer.Graph;

namespace ModelOptimizer.Pruning.Coupling;

/// <summary>A <see cref="ChannelSlot"/> while identities may still be united.</summary>
internal sealed record SlotDraft(Node Node, string Initializer, int Axis, ChannelRole Role, ChannelList Channels);
