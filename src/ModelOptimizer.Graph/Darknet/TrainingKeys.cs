namespace ModelOptimizer.Graph.Darknet;

/// <summary>Keys that Darknet knows and that change how it trains or evaluates, never what a trained network computes.</summary>
internal static class TrainingKeys
{
    public static IReadOnlyCollection<string> Net { get; } =
    [
        "B1", "B2", "adam", "adversarial_lr", "angle", "aspect", "attention", "augment_speed", "badlabels_reject_threshold", "badlabels_rejection_percentage",
        "batch", "batches_cycle_mult", "batches_per_cycle", "blur", "burn_in", "center", "clip", "contrastive", "contrastive_color",
        "contrastive_jit_flip", "cutmix", "decay", "delta_rolling_avg", "delta_rolling_max", "delta_rolling_std", "dynamic_minibatch", "ema_alpha", "eps",
        "equidistant_point", "exposure", "flip", "gamma", "gaussian_noise", "hue", "init_sequential_subdivisions", "label_smooth_eps", "learning_rate",
        "learning_rate_min", "letter_box", "loss_scale", "max_batches", "max_chart_loss", "max_crop", "max_ratio", "min_crop", "min_ratio", "mixup",
        "momentum", "mosaic", "mosaic_bound", "num_sigmas_reject_badlabels", "optimized_memory", "policy", "power", "random", "resize_step", "saturation",
        "scale", "scales", "seq_scales", "sequential_subdivisions", "show_receptive_field", "step", "steps", "subdivisions", "time_steps", "track",
        "train", "try_fix_nan", "unsupervised", "weights_reject_freq", "workspace_size_limit_MB",
    ];

    private static readonly string[] Yolo =
    [
        "beta_nms", "cls_normalizer", "counters_per_class", "delta_normalizer", "focal_loss", "ignore_thresh", "iou_loss", "iou_normalizer", "iou_thresh",
        "iou_thresh_kind", "jitter", "label_smooth_eps", "max", "max_delta", "moving_average", "nms_kind", "obj_normalizer", "objectness_smooth", "random",
        "resize", "show_details", "track_history_size", "truth_thresh", "uc_normalizer",
    ];

    private static readonly string[] Layer =
    [
        "burnin_update", "dont_update", "equidistant_point", "grad_centr", "learning_rate", "onlyforward", "stopbackward", "train_only_bn",
    ];

    public static IReadOnlyCollection<string> Of(string section) => section == "yolo" ? Yolo : Layer;
}
