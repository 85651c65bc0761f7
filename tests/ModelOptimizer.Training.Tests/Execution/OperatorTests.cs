using ModelOptimizer.Graph;
using ModelOptimizer.Training.Execution;
using ModelOptimizer.Training.Runtime;
using static TorchSharp.torch;

namespace ModelOptimizer.Training.Tests.Execution;

/// <summary>Every operator against the tests of the ONNX project.</summary>
public sealed class OperatorTests
{
    public static TheoryData<string> Names => [.. """
        abs add add_bcast averagepool_2d_ceil averagepool_2d_default averagepool_2d_pads_count_include_pad averagepool_2d_strides
        averagepool_2d_precomputed_pads averagepool_2d_precomputed_pads_count_include_pad averagepool_2d_precomputed_strides
        basic_conv_with_padding basic_conv_without_padding conv_with_autopad_same conv_with_strides_and_asymmetric_padding conv_with_strides_no_padding
        conv_with_strides_padding batchnorm_epsilon batchnorm_example clip clip_default_inbounds clip_default_max clip_default_min clip_example
        concat_1d_axis_0 concat_2d_axis_1 concat_3d_axis_1 concat_3d_axis_negative_2 constantofshape_float_ones constantofshape_int_zeros constant_pad
        div div_bcast div_example dropout_default dropout_default_ratio exp flatten_axis0 flatten_axis1 flatten_axis2 flatten_axis3
        flatten_default_axis flatten_negative_axis2 gather_0 gather_1 gather_2d_indices gather_negative_indices gemm_all_attributes gemm_alpha gemm_beta
        gemm_default_matrix_bias gemm_default_no_bias gemm_default_scalar_bias gemm_default_vector_bias gemm_transposeA gemm_transposeB globalaveragepool
        identity leakyrelu leakyrelu_default matmul_2d matmul_3d matmul_4d maxpool_2d_ceil maxpool_2d_default maxpool_2d_dilations maxpool_2d_pads
        maxpool_2d_precomputed_pads maxpool_2d_precomputed_same_upper maxpool_2d_precomputed_strides maxpool_2d_same_lower maxpool_2d_same_upper
        maxpool_2d_strides mul mul_bcast neg reduce_mean_default_axes_keepdims_example reduce_mean_do_not_keepdims_example reduce_mean_keepdims_example
        reduce_mean_negative_axes_keepdims_example relu reshape_extended_dims reshape_negative_dim reshape_one_dim reshape_reduced_dims
        reshape_reordered_all_dims reshape_zero_and_negative_dim reshape_zero_dim
        resize_upsample_scales_linear resize_upsample_scales_linear_align_corners resize_upsample_scales_nearest shape shape_clip_end shape_clip_start
        shape_end_1 shape_start_1 shape_start_1_end_negative_1 sigmoid slice slice_default_axes slice_default_steps slice_end_out_of_bounds slice_neg
        slice_neg_steps slice_negative_axes slice_start_out_of_bounds softmax_axis_0 softmax_axis_1 softmax_default_axis softmax_large_number softplus
        split_equal_parts_1d split_equal_parts_2d split_variable_parts_1d split_variable_parts_2d split_variable_parts_default_axis sqrt squeeze
        squeeze_negative_axes sub sub_bcast tanh transpose_all_permutations_2 transpose_default unsqueeze_axis_1 unsqueeze_negative_axes
        unsqueeze_three_axes unsqueeze_unsorted_axes upsample_nearest
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Agrees_with_the_ONNX_test(string name)
    {
        var test = OnnxNodeTest.Read($"test_{name}");
        using var scope = NewDisposeScope();
        using var executor = new GraphExecutor(test.Graph, ComputeTarget.Reference);

        var outputs = executor.Run(test.Input.ToTensor(CPU), ExecutionMode.Inference);

        Assert.All(test.Graph.Outputs.Zip(test.Outputs), pair =>
        {
            var actual = outputs[pair.First.Name];
            Assert.Equal(pair.Second.Shape, actual.shape);
            if (pair.Second.Type == ElementType.Int64)
            {
                Assert.Equal(pair.Second.Int64s.ToArray(), actual.ToTensorData().Int64s.ToArray());
            }
            else
            {
                Assert.True(actual.allclose(pair.Second.ToTensor(CPU).to(actual.dtype), rtol: 1e-3, atol: 1e-6), $"{pair.First.Name} differs");
            }
        });
    }
}
